using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

public sealed class ErasureOptions
{
    public const string Section = "Erasures";

    /// <summary>The file in which erasures are noted outside the database; relative to the content root.</summary>
    public string Journal { get; set; } = Path.Combine("App_Data", "effacements.txt");
}

internal sealed class ErasureOptionsValidation : IValidateOptions<ErasureOptions>
{
    public ValidateOptionsResult Validate(string? name, ErasureOptions options) =>
        string.IsNullOrWhiteSpace(options.Journal) || Path.EndsInDirectorySeparator(options.Journal)
            ? ValidateOptionsResult.Fail($"Erasures:Journal is \"{options.Journal}\"; it must name a file.")
            : ValidateOptionsResult.Success;
}
