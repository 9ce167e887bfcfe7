using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Core.Data;

/// <summary>
/// Makes a cancelled command an <see cref="OperationCanceledException"/>, as on every other way of waiting. The client throws a SqlException
/// instead (dotnet/SqlClient issue 26), which looks like a fault when the site stops or a visitor leaves.
/// </summary>
internal sealed class SqlServerCancellation : DbCommandInterceptor
{
    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) =>
        throw new OperationCanceledException(cancellationToken);
}
