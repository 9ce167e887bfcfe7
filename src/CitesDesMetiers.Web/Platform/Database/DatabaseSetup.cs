using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Database;

/// <summary>Registers the DbContext with the configured provider. The default is SQLite, in a file under <c>App_Data</c>.</summary>
internal static class DatabaseSetup
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.AddValidated<DatabaseOptions, DatabaseOptionsValidation>(DatabaseOptions.Section);
        string? connection = null;
        builder.Services.AddDbContext<NewsletterContext>((services, options) =>
        {
            var provider = services.GetRequiredService<DatabaseProvider>();
            provider.Configure(options, connection ??= ConnectionString(provider, builder));
            options.AddInterceptors(services.GetServices<IInterceptor>());
            if (provider == DatabaseProvider.SqlServer)
            {
                options.AddInterceptors(new BulkTimeout(services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Bulk));
            }
        });
        builder.Services.AddSingleton(services => DatabaseProvider.Named(services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider)!);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IInterceptor, DatabaseOutage>();
        builder.Services.AddSingleton<IInterceptor, ChangeDating>();
        builder.Services.AddSingleton<CurrentVersion>();
        builder.Services.AddSingleton<IInterceptor, VersionRenewal>();
        builder.Services.AddScoped<StoredKeys>();
        builder.Services.AddSingleton<AddressKeyStore>();
    }

    /// <summary>The file of SQLite, which need not exist; null if the database is no file.</summary>
    public static string? FileOf(DatabaseProvider provider, IConfiguration configuration, IHostEnvironment environment) =>
        provider == DatabaseProvider.Sqlite && Sqlite(configuration).DataSource is not ":memory:" and var file
            ? Path.GetFullPath(file, environment.ContentRootPath)
            : null;

    /// <summary>Creates the file, if there is none, so that other accounts of the machine cannot read it. SQLite's other files follow it.</summary>
    private static void CreateForOwnerOnly(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!OperatingSystem.IsWindows() && !File.Exists(path))
            {
                OwnerOnlyFile.Open(path, FileMode.OpenOrCreate).Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The database {path} cannot be made: {e.Message}");
        }
    }

    private static string ConnectionString(DatabaseProvider provider, WebApplicationBuilder builder)
    {
        if (provider != DatabaseProvider.Sqlite)
        {
            return Configured(builder.Configuration) ?? "";
        }

        var sqlite = Sqlite(builder.Configuration);
        if (FileOf(provider, builder.Configuration, builder.Environment) is { } file)
        {
            CreateForOwnerOnly(file);
            sqlite.DataSource = file;
        }

        return sqlite.ToString();
    }

    private static string? Configured(IConfiguration configuration) => configuration.GetConnectionString("Newsletter");

    private static SqliteConnectionStringBuilder Sqlite(IConfiguration configuration) =>
        new(Configured(configuration) is { } set && !string.IsNullOrWhiteSpace(set) ? set : "Data Source=App_Data/infolettre.db");
}
