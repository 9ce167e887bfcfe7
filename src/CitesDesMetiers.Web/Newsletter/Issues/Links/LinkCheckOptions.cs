using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Options of the section <c>LinkCheck</c>.</summary>
public sealed class LinkCheckOptions
{
    public const string Section = "LinkCheck";

    /// <summary>Whether the links of open issues are checked in the background. This needs web access without a proxy.</summary>
    public string Enabled { get; set; } = "true";

    /// <summary>Whether links may lead to private addresses. For trials within a network; never enable it on a public site.</summary>
    public string AllowPrivateNetworks { get; set; } = "false";

    public bool IsEnabled => bool.Parse(Enabled);

    public bool ReachesPrivateNetworks => bool.Parse(AllowPrivateNetworks);
}

internal sealed class LinkCheckOptionsValidation : IValidateOptions<LinkCheckOptions>
{
    public ValidateOptionsResult Validate(string? name, LinkCheckOptions options)
    {
        var wrong = new (
            string Key,
            string Value)[] { (nameof(options.Enabled), options.Enabled), (nameof(options.AllowPrivateNetworks), options.AllowPrivateNetworks) }
            .Where(o => !bool.TryParse(o.Value, out _)).Select(o => $"LinkCheck:{o.Key} is \"{o.Value}\"; it must be true or false.").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

/// <summary>Limits for the check of one link.</summary>
public sealed record LinkLimits
{
    /// <summary>The time for one link with all its redirects.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public int Redirects { get; init; } = 5;

    /// <summary>The number of links checked in parallel.</summary>
    public int MaxParallel { get; init; } = 4;
}
