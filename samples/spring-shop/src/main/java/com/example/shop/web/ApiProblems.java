package com.example.shop.web;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells programs that they may try again. */
@RestControllerAdvice(annotations = RestController.class)
class ApiProblems {

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ProblemDetail databaseDown() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The database did not answer. The same request may be sent again.");
    }
}
