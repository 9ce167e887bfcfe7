using System.CommandLine;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>config</c>: prints what sets which setting. Secrets are masked.</summary>
internal static partial class ConfigCommand
{
    private const string Mask = "••••";

    private static readonly Option<bool> Json = new("--json") { Description = "Prints JSON." };

    /// <summary>Settings of the host that have no section. The environment has many other variables of one word.</summary>
    private static readonly string[] WithoutSection = ["AllowedHosts", "ContentRoot", "Environment", "Urls"];

    public static Command Create(string[] args, Func<string[], WebApplication> build)
    {
        string[] settings = [.. args.Where(a => a != Json.Name)];
        var command = new Command("config", "Prints the settings in effect and what sets each. Secrets are masked.") { Json };
        command.SetAction(async (parsed, _) =>
        {
            var output = Console.Out;
            Console.SetOut(Console.Error);
            await using var app = build(settings);
            var found = Read((IConfigurationRoot)app.Configuration).OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase).ToList();
            if (parsed.GetValue(Json))
            {
                var options = new JsonSerializerOptions(JsonSerializerOptions.Web)
                {
                    WriteIndented = true,
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                };
                await output.WriteLineAsync(JsonSerializer.Serialize(found, options));
                return 0;
            }

            foreach (var setting in found)
            {
                await output.WriteLineAsync($"{setting.Key} = {setting.Value}   ({setting.Source})");
            }

            return 0;
        });
        return command;
    }

    private static List<Setting> Read(IConfigurationRoot root)
    {
        var found = new List<Setting>();
        root.GetDebugView(shown =>
        {
            if (shown.Path.Contains(':', StringComparison.Ordinal) || WithoutSection.Contains(shown.Path, StringComparer.OrdinalIgnoreCase))
            {
                found.Add(new(shown.Path, Masked(shown.Path, shown.Value ?? ""), Source(shown.ConfigurationProvider)));
            }

            return "";
        });
        return found;
    }

    private static string Masked(string key, string value) =>
        value.Length == 0 ? value
        : Secret().IsMatch(key) ? Mask
        : key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase) ? WithoutPassword(value)
        : Credentials().Replace(value, $"://{Mask}@");

    private static string WithoutPassword(string connection)
    {
        DbConnectionStringBuilder parts;
        try
        {
            parts = new() { ConnectionString = connection };
        }
        catch (ArgumentException)
        {
            return Mask;
        }

        foreach (var name in parts.Keys.Cast<string>().Where(k => Secret().IsMatch(k)).ToList())
        {
            parts[name] = Mask;
        }

        return parts.ConnectionString;
    }

    private static string Source(IConfigurationProvider provider) => provider switch
    {
        JsonConfigurationProvider file => file.Source.Path!,
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "command line",
        _ => "host",
    };

    [GeneratedRegex("(password|pwd|secret|token|api[-_ ]?key)$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("://[^/@]+@")]
    private static partial Regex Credentials();

    private sealed record Setting(string Key, string Value, string Source);
}
