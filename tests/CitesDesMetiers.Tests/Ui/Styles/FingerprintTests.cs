using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Styles;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.FileProviders;

namespace CitesDesMetiers.Tests.Ui.Styles;

/// <summary>The addresses of style sheets follow their content.</summary>
public sealed class FingerprintTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infolettre-styles-").FullName;

    public FingerprintTests()
    {
        Write("site.css", "/* The sheets. */\n@import \"parts/fonts.css\";\n@import \"print.css\" print;\n");
        Write("print.css", "nav { display: none; }\n");
        Write("parts/fonts.css", "@font-face { src: url(\"../../lib/a.woff2\"), url(\"data:font/woff2;base64,\"); }\n");
    }

    [Fact]
    public void A_sheet_is_the_text_of_its_parts_with_the_fingerprints_of_the_files_they_name()
    {
        var sheet = Sheets("Production", "lib/a.1.woff2").Find("site")!;

        Assert.Equal(
            "/* The sheets. */\n@font-face { src: url(\"/lib/a.1.woff2\"), url(\"data:font/woff2;base64,\"); }\n"
                + "@media print {\nnav { display: none; }\n}\n",
            System.Text.Encoding.UTF8.GetString(sheet.In(null).Bytes));
        Assert.Null(Sheets("Production", "lib/a.1.woff2").Find("print"));
    }

    [Fact]
    public void Its_address_changes_with_the_text_of_a_part_and_with_a_file_that_it_names()
    {
        var before = Sheets("Production", "lib/a.1.woff2").Site;
        Assert.Equal(before, Sheets("Production", "lib/a.1.woff2").Site);
        Assert.NotEqual(before, Sheets("Production", "lib/a.2.woff2").Site);

        Write("print.css", "nav { display: block; }\n");
        Assert.NotEqual(before, Sheets("Production", "lib/a.1.woff2").Site);
    }

    [Fact]
    public void An_edit_shows_at_once_in_Development_and_after_a_restart_in_Production()
    {
        var development = Sheets("Development", "lib/a.1.woff2");
        var production = Sheets("Production", "lib/a.1.woff2");
        var before = (development.Site, production.Site);

        Write("print.css", "nav { display: block; }\n");

        Assert.NotEqual(before.Item1, development.Site);
        Assert.Equal(before.Item2, production.Site);
    }

    [Fact]
    public void What_reading_pages_depend_on_changes_with_any_file()
    {
        Assert.Equal(Files("lib/a.1.woff2").OfAll, Files("lib/a.1.woff2").OfAll);
        Assert.NotEqual(Files("lib/a.1.woff2").OfAll, Files("lib/a.2.woff2").OfAll);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static FingerprintedFiles Files(string route) => new(new DefaultEndpointDataSource(
        new Endpoint(
            null,
            new EndpointMetadataCollection(
                new StaticAssetDescriptor { Route = route, AssetPath = "lib/a.woff2", Properties = [new("label", "lib/a.woff2")] }),
            route)));

    private StyleSheets Sheets(string environment, string font) => new(new Environment(environment, new PhysicalFileProvider(folder)), Files(font));

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, "css", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private sealed class Environment(string name, IFileProvider files) : IWebHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string WebRootPath { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = files;

        public IFileProvider ContentRootFileProvider { get; set; } = files;
    }
}
