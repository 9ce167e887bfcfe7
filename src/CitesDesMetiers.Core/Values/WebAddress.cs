namespace CitesDesMetiers.Core.Values;

/// <summary>An absolute address a reader may follow: http or https, nothing that runs.</summary>
public static class WebAddress
{
    /// <summary>Longest address kept, in characters.</summary>
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
