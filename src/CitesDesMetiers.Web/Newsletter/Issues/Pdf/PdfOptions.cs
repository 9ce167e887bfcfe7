using System.Globalization;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Options of the section <c>Pdf</c>.</summary>
public sealed class PdfOptions
{
    public const string Section = "Pdf";

    /// <summary>The Chromium or Chrome that prints issues. Empty: none is looked for, and no PDF is made.</summary>
    public string Chromium { get; set; } = "";

    /// <summary>The longest time for one PDF.</summary>
    public string TimeLimit { get; set; } = "00:01:00";

    /// <summary>The most that one PDF may write to the disk while it is made, in megabytes.</summary>
    public string MaxMegabytes { get; set; } = "200";

    public bool IsEnabled => Chromium.Length > 0;

    public TimeSpan Longest => TimeSpan.Parse(TimeLimit, CultureInfo.InvariantCulture);

    public long MaxBytes => long.Parse(MaxMegabytes, CultureInfo.InvariantCulture) * 1_000_000;
}

internal sealed class PdfOptionsValidation : IValidateOptions<PdfOptions>
{
    public ValidateOptionsResult Validate(string? name, PdfOptions options)
    {
        List<string> wrong = [];

        // Whether the file is there is told at the desk: a browser that somebody removed must not stop the site.
        if (options.Chromium.Length > 0 && !Path.IsPathFullyQualified(options.Chromium))
        {
            wrong.Add($"Pdf:Chromium is \"{options.Chromium}\"; it must be the full path of an executable, such as /usr/bin/chromium, or empty.");
        }

        if (!TimeSpan.TryParse(options.TimeLimit, CultureInfo.InvariantCulture, out var limit)
            || limit < TimeSpan.FromSeconds(1) || limit > TimeSpan.FromMinutes(10))
        {
            wrong.Add($"Pdf:TimeLimit is \"{options.TimeLimit}\"; it must be a duration from 00:00:01 to 00:10:00.");
        }

        if (!int.TryParse(options.MaxMegabytes, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 10 or > 2_000)
        {
            wrong.Add($"Pdf:MaxMegabytes is \"{options.MaxMegabytes}\"; it must be a number from 10 to 2000.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
