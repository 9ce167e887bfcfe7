namespace CitesDesMetiers.Core.Values;

/// <summary>Validates web addresses that readers may follow: absolute, http or https.</summary>
public static class WebAddress
{
    /// <summary>Longest address stored, in characters.</summary>
    public const int MaxLength = 500;

    public static bool IsValid(string? value) =>
        value is { Length: <= MaxLength } && Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && !Text.HasForbiddenCharacter(value);

    /// <summary>The trimmed address, null when blank.</summary>
    /// <exception cref="ArgumentException">Not an absolute http(s) address.</exception>
    public static string? Check(string? value, string name)
    {
        var address = value?.Trim();
        return string.IsNullOrEmpty(address) ? null
            : IsValid(address) ? address : throw new ArgumentException("An absolute http or https address is required.", name);
    }
}
