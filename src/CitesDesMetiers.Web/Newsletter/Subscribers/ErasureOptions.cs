using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

public sealed class ErasureOptions
{
    public const string Section = "Erasures";

    /// <summary>The file that records erasures outside the database. A relative path starts at the content root.</summary>
    public string Journal { get; set; } = Path.Combine("App_Data", "effacements.txt");
}

internal sealed class ErasureOptionsValidation : IValidateOptions<ErasureOptions>
{
    public ValidateOptionsResult Validate(string? name, ErasureOptions options) =>
        string.IsNullOrWhiteSpace(options.Journal) || Path.EndsInDirectorySeparator(options.Journal)
            ? ValidateOptionsResult.Fail($"Erasures:Journal is \"{options.Journal}\"; it must name a file.")
            : ValidateOptionsResult.Success;
}
