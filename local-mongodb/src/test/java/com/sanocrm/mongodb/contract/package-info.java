/**
 * What the services rely on in a MongoDB server, as tests that any server must pass: expected
 * values are MongoDB 8's. See {@link com.sanocrm.mongodb.contract.ServerUnderTest} for which
 * server.
 */
@NullMarked
package com.sanocrm.mongodb.contract;

import org.jspecify.annotations.NullMarked;
