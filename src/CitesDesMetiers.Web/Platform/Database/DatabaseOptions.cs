using System.Globalization;
using CitesDesMetiers.Core.Data;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Options of the section <c>Database</c>. The connection string is <c>ConnectionStrings:Newsletter</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The database provider: "Sqlite" (default) or "SqlServer".</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>How long a statement over many rows may take on SQL Server.</summary>
    public string BulkTimeout { get; set; } = "00:10:00";

    /// <summary>The parsed value of <see cref="BulkTimeout"/>, which is validated at start.</summary>
    public TimeSpan Bulk => TimeSpan.Parse(BulkTimeout, CultureInfo.InvariantCulture);
}

internal sealed class DatabaseOptionsValidation(IConfiguration configuration) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options) =>
        DatabaseProvider.Named(options.Provider) is null
            ? ValidateOptionsResult.Fail($"Database:Provider is \"{options.Provider}\"; allowed are Sqlite and SqlServer.")
        : options.Provider == DatabaseProvider.SqlServer.Name && string.IsNullOrWhiteSpace(configuration.GetConnectionString("Newsletter"))
            ? ValidateOptionsResult.Fail(
                "ConnectionStrings:Newsletter is empty; with Database:Provider=SqlServer it must name the server and the database.")
        : FaultOf(DatabaseProvider.Named(options.Provider)!, configuration.GetConnectionString("Newsletter")) is { } fault
            ? ValidateOptionsResult.Fail($"ConnectionStrings:Newsletter is no connection string of {options.Provider}: {fault}")
        : !TimeSpan.TryParse(options.BulkTimeout, CultureInfo.InvariantCulture, out var time)
            || time < TimeSpan.FromSeconds(30) || time > TimeSpan.FromHours(24)
            ? ValidateOptionsResult.Fail(
                $"Database:BulkTimeout is \"{options.BulkTimeout}\"; it must be a duration from 00:00:30 to 1.00:00:00, such as 00:10:00.")
        : ValidateOptionsResult.Success;

    private static string? FaultOf(DatabaseProvider provider, string? connection)
    {
        try
        {
            provider.Parse(connection);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return e.Message;
        }
    }
}
