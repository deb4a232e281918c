@NullMarked
package com.sanocrm.story;

import org.jspecify.annotations.NullMarked;
