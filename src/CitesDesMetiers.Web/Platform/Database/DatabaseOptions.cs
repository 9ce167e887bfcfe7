using CitesDesMetiers.Core.Data;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Options of the section <c>Database</c>. The connection string is <c>ConnectionStrings:Newsletter</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The database provider: "Sqlite" (default) or "SqlServer".</summary>
    public string Provider { get; set; } = "Sqlite";
}

internal sealed class DatabaseOptionsValidation(IConfiguration configuration) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        DatabaseProvider.Named(options.Provider) is null
            ? ValidateOptionsResult.Fail($"Database:Provider is \"{options.Provider}\"; allowed are Sqlite and SqlServer.")
        : options.Provider == DatabaseProvider.SqlServer.Name && string.IsNullOrWhiteSpace(configuration.GetConnectionString("Newsletter"))
            ? ValidateOptionsResult.Fail(
                "ConnectionStrings:Newsletter is empty; with Database:Provider=SqlServer it must name the server and the database.")
        : ValidateOptionsResult.Success;
}
