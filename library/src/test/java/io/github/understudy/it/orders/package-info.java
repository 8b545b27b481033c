/** An application's orders: how they are written, what it is told of them, and what the servers have in the end. */
package io.github.understudy.it.orders;
