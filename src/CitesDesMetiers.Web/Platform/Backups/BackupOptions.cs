using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>Section <c>Backup</c>: the backups that the site makes by itself.</summary>
internal sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>Where they are written; empty for none. A relative path starts at the content root.</summary>
    public string Folder { get; set; } = "";

    /// <summary>When one is made each day, in UTC.</summary>
    public string At { get; set; } = "02:00";

    /// <summary>How many are kept.</summary>
    public int Keep { get; set; } = 14;

    /// <summary>The key that seals them; empty for none. A relative path starts at the content root.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The parsed value of <see cref="At"/>, which is validated at start.</summary>
    private TimeOnly Time => TimeOnly.ParseExact(At, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When the backup was due that there should be now, UTC.</summary>
    public DateTime DueAt(DateTime now)
    {
        var today = now.Date + Time.ToTimeSpan();
        return today <= now ? today : today.AddDays(-1);
    }
}

internal sealed class BackupOptionsValidation(IHostEnvironment host) : IValidateOptions<BackupOptions>
{
    public ValidateOptionsResult Validate(string? name, BackupOptions options) =>
        !TimeOnly.TryParseExact(options.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? ValidateOptionsResult.Fail($"Backup:At is \"{options.At}\"; it must be a time of the day in UTC, such as 02:00.")
        : options.Keep is < 1 or > 3_650
            ? ValidateOptionsResult.Fail($"Backup:Keep is \"{options.Keep}\"; it must be from 1 to 3650 backups.")
        : options.KeyFile.Length > 0 && !File.Exists(Path.GetFullPath(options.KeyFile, host.ContentRootPath))
            ? ValidateOptionsResult.Fail($"Backup:KeyFile is \"{options.KeyFile}\", and there is no such file. Make it with \"keys create FILE\".")
        : ValidateOptionsResult.Success;
}
