using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Sending.Workers;

/// <summary>Recognises the exceptions of a database that is busy, restarting or unreachable. The caller may try again.</summary>
public static class DatabaseUnavailable
{
    public static bool IsCause(Exception e) =>
        e is DbException or RetryLimitExceededException or TimeoutException
        || (e is DbUpdateException and not DbUpdateConcurrencyException && e.InnerException is { } inner && IsCause(inner));
}
