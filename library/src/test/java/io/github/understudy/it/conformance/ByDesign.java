package io.github.understudy.it.conformance;

/** The differences to a plain connection that are wanted, each with its reason. */
enum ByDesign {
    ;

    static boolean covers(String plain, String understudy) {
        return false;
    }
}
