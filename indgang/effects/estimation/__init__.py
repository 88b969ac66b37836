"""What helps whom, and how sure that is: estimation on plain arrays, without Django."""

import scipy.linalg
from threadpoolctl import threadpool_limits

# The matrices are small and many. On a busy machine two threads wait for each other a hundred times
# as long as one takes; several processes are the better use of several cores.
_linear_algebra = scipy.linalg
threadpool_limits(limits=1, user_api="blas")
