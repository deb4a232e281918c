@NullMarked
package com.sanocrm.audit.portable;

import org.jspecify.annotations.NullMarked;
