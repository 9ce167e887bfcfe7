using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Tests.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Tests.Documents;

public class ReadingProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_read_in_its_process_is_the_same_as_one_read_here()
    {
        var content = Corpus.Bytes("a-table.docx");
        var (here, there) = (DocumentReader.Read(content), await ReadingProcess.ReadAsync(content, Cancel));

        Assert.Equal(
            here.Blocks.Select(b => (b.Text, b.Style, b.Cell, b.Picture?.Content.Length)),
            there.Blocks.Select(b => (b.Text, b.Style, b.Cell, b.Picture?.Content.Length)));
        Assert.Equal((here.Kind, here.Pages), (there.Kind, there.Pages));
    }

    [Fact]
    public async Task The_reason_of_a_refusal_comes_back() => Assert.Equal(DocumentFault.TooManyPages, await FaultOfAsync(BadFiles.Pdf(201)));

    [Fact]
    public async Task A_crash_there_is_a_message_here() => Assert.Equal(DocumentFault.Crashed, await FaultOfAsync(BadFiles.Nested(20_000)));

    [Fact]
    public async Task A_document_that_takes_too_long_is_stopped() =>
        Assert.Equal(DocumentFault.TooSlow, await FaultOfAsync(Corpus.Bytes("f-plain.pdf"), TimeSpan.FromMilliseconds(60)));

    [Fact]
    public async Task A_stop_in_the_middle_ends_the_process()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(TimeSpan.FromMilliseconds(60));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadingProcess.ReadAsync(Corpus.Bytes("f-plain.pdf"), stop.Token));
    }

    [Fact]
    public void The_process_gets_no_settings()
    {
        var start = ReadingProcess.StartInfo();

        Assert.DoesNotContain(start.Environment.Keys, k =>
            k.Contains("Connection", StringComparison.OrdinalIgnoreCase) || k.StartsWith("ASPNETCORE", StringComparison.Ordinal));
        Assert.Equal("18000000", start.Environment["DOTNET_GCHeapHardLimit"]);
    }

    private static async Task<DocumentFault> FaultOfAsync(byte[] content, TimeSpan? time = null) =>
        (await Assert.ThrowsAsync<UnreadableDocumentException>(() => ReadingProcess.ReadAsync(content, Cancel, time))).Fault;
}
