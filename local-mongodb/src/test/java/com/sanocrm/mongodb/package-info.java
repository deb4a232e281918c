@NullMarked
package com.sanocrm.mongodb;

import org.jspecify.annotations.NullMarked;
