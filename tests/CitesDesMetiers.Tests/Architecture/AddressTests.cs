using System.Reflection;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Tests.Architecture;

/// <summary>Each address of the site is written once, in Core/Addresses. Views and code name it there.</summary>
public partial class AddressTests
{
    /// <summary>The first segments of all addresses: "redaction", "numeros".</summary>
    private static readonly string[] Doors =
    [
        .. typeof(SiteAddresses).Assembly.GetTypes().Where(t => t.Namespace == typeof(SiteAddresses).Namespace)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Select(a => a.Split('/', '?')[1]).Where(door => door.Length > 0).Distinct(),
    ];

    private static readonly Regex Literal = new($"""(?<!\+ )"/({string.Join('|', Doors.Select(Regex.Escape))})(?![\w-])[^"]*""");

    [Fact]
    public void No_address_is_written_outside_its_folder()
    {
        var written = (
            from file in Sources.Files(".cs", ".cshtml", ".razor")
            where !Sources.Relative(file).Contains("CitesDesMetiers.Core/Addresses/", StringComparison.Ordinal)
            from line in File.ReadLines(file).Index()
            let literal = Literal.Match(line.Item) is { Success: true } match ? match : InAttribute().Match(line.Item)
            where literal.Success
            select $"{Sources.Relative(file)}:{line.Index + 1}: {literal.Value}").ToList();

        Assert.True(written.Count == 0, string.Join('\n', written));
    }

    /// <summary>An attribute of HTML that writes an address, whole or below another. Fonts are files.</summary>
    [GeneratedRegex("""\b(href|(form)?action|src)=["'](/(?!lib/)|@[\w.()]+/)[^"']*""")]
    private static partial Regex InAttribute();
}
