using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Section <c>LinkCheck</c>.</summary>
public sealed class LinkCheckOptions
{
    public const string Section = "LinkCheck";

    /// <summary>Whether the links of issues in progress are looked at in the background; needs a way out to the web, without a proxy.</summary>
    public string Enabled { get; set; } = "true";

    /// <summary>Lets links lead to private addresses too: for trials within a network, never on a public site.</summary>
    public string AllowPrivateNetworks { get; set; } = "false";

    public bool IsEnabled => bool.Parse(Enabled);

    public bool ReachesPrivateNetworks => bool.Parse(AllowPrivateNetworks);
}

internal sealed class LinkCheckOptionsValidation : IValidateOptions<LinkCheckOptions>
{
    public ValidateOptionsResult Validate(string? name, LinkCheckOptions options)
    {
        var wrong = new (string Key, string Value)[] { (nameof(options.Enabled), options.Enabled), (nameof(options.AllowPrivateNetworks), options.AllowPrivateNetworks) }
            .Where(o => !bool.TryParse(o.Value, out _)).Select(o => $"LinkCheck:{o.Key} is \"{o.Value}\"; it must be true or false.").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

/// <summary>How far the check goes for one link.</summary>
public sealed record LinkLimits
{
    /// <summary>For one link with all its redirects.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    public int Redirects { get; init; } = 5;

    /// <summary>Links looked at together.</summary>
    public int Together { get; init; } = 4;
}
