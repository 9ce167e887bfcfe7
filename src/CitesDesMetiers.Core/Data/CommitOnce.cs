using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitesDesMetiers.Core.Data;

/// <summary>
/// A transaction that is retried and yet happens once. The connection may break after the server has committed and before it has said so; a plain
/// retry would then do the work again, or find it done by "somebody else" and say so to the person who did it.
/// </summary>
public static class CommitOnce
{
    /// <param name="work">What to do inside the transaction. It is done again after a transient fault.</param>
    /// <param name="isWanted">Whether this result is to be committed; otherwise everything is rolled back.</param>
    /// <param name="isThere">
    /// Whether the database has what this attempt did. Asked after a fault that may have hidden the answer of the commit.
    /// </param>
    public static Task<T> CommitOnceAsync<T>(
        this DatabaseFacade database, Func<Task<T>> work, Func<T, bool> isWanted, Func<T, Task<bool>> isThere, CancellationToken cancellation)
        where T : class
    {
        T? attempted = null;
        return database.CreateExecutionStrategy().ExecuteAsync(
            work,
            async (_, _, _) =>
            {
                attempted = null;
                await using var transaction = await database.BeginTransactionAsync(cancellation);
                var result = await work();
                if (isWanted(result))
                {
                    attempted = result;
                    await transaction.CommitAsync(cancellation);
                }

                return result;
            },
            async (_, _, _) => new ExecutionResult<T>(attempted is not null && await isThere(attempted), attempted!),
            cancellation);
    }
}
