/** The broker: its settings, its principals, topics and access rules, and the dead letters. */
@NullMarked
package com.sanocrm.stack.kafka;

import org.jspecify.annotations.NullMarked;
