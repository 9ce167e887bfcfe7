using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>Options of the section <c>Keys</c>: what wraps the keys in the database. Without any, they stay in clear.</summary>
internal sealed class KeyOptions : KeyRootOptions
{
    public const string Section = "Keys";

    /// <summary>What wrapped the keys until now. The next start opens them with it and wraps them anew.</summary>
    public KeyRootOptions Former { get; } = new();
}

/// <summary>A file or a certificate.</summary>
internal class KeyRootOptions
{
    /// <summary>Path of a file with 256 random bits in base64. A relative path starts at the content root.</summary>
    public string File { get; set; } = "";

    /// <summary>Path of a PFX file with an RSA key. A relative path starts at the content root.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Of <see cref="Certificate"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>Of a certificate in the personal store of the account or of the machine.</summary>
    public string Thumbprint { get; set; } = "";

    public bool IsEmpty => File.Length + Certificate.Length + Thumbprint.Length == 0;
}

internal sealed class KeyOptionsValidation : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        string[] failures = [.. Failures(KeyOptions.Section, options), .. Failures(KeyOptions.Section + ":Former", options.Former)];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures)
            : options.IsEmpty && !options.Former.IsEmpty
                ? ValidateOptionsResult.Fail("Keys:Former is set without Keys:File, Keys:Certificate or Keys:Thumbprint that takes its place.")
            : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Failures(string section, KeyRootOptions root)
    {
        if (new[] { root.File, root.Certificate, root.Thumbprint }.Count(s => s.Length > 0) > 1)
        {
            yield return $"{section}:File, {section}:Certificate and {section}:Thumbprint exclude one another: set one of them.";
        }

        if (root.Password.Length > 0 && root.Certificate.Length == 0)
        {
            yield return $"{section}:Password is set without {section}:Certificate, the file that it opens.";
        }
    }
}
