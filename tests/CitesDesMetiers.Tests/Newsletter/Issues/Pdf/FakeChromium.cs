namespace CitesDesMetiers.Tests.Newsletter.Issues.Pdf;

/// <summary>Scripts that stand for a browser that fails. Each writes down the folder in which it ran.</summary>
internal sealed class FakeChromium(string folder)
{
    private string Marker => Path.Combine(folder, "ran-in");

    /// <summary>The folder of the last print.</summary>
    public string RanIn => File.ReadAllText(Marker).Trim();

    /// <param name="body">What it does, for sh. $PDF is where the PDF is expected.</param>
    /// <returns>The path for <c>Pdf:Chromium</c>.</returns>
    public string Write(string body)
    {
        var path = Path.Combine(folder, "chromium");
        File.WriteAllText(
            path, $$"""
            #!/bin/sh
            pwd > '{{Marker}}'
            for word in "$@"; do case "$word" in --print-to-pdf=*) PDF="${word#--print-to-pdf=}";; esac; done
            {{body}}

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
