using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>What a browser that was asked to print left behind.</summary>
internal abstract record PrintResult
{
    private PrintResult()
    {
    }

    public sealed record Printed(byte[] Pdf) : PrintResult;

    public sealed record Failed(PdfFailure Failure) : PrintResult;
}
