using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.AspNetCore.Http;

namespace CitesDesMetiers.Tests.Content.Pictures;

/// <summary>Two pictures are decoded at once, and no more.</summary>
public sealed class PictureTurnsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_third_picture_waits_until_one_of_two_is_done()
    {
        using var turns = new PictureTurns();
        var (first, second) = (Occupy(turns), Occupy(turns));

        var third = turns.ReadAsync(File(), Cancel);
        Assert.False(third.IsCompleted);
        first.SetResult();

        Assert.Null((await third).Problem);
        second.SetResult();
    }

    [Fact]
    public async Task A_picture_that_waited_too_long_is_refused_with_what_to_do()
    {
        using var turns = new PictureTurns { Timeout = TimeSpan.Zero };
        var (first, second) = (Occupy(turns), Occupy(turns));

        Assert.Contains("dans une minute", (await turns.ReadAsync(File(), Cancel)).Problem, StringComparison.Ordinal);
        first.SetResult();
        second.SetResult();
    }

    [Fact]
    public async Task Whoever_leaves_while_waiting_takes_no_turn()
    {
        using var turns = new PictureTurns();
        var (first, second) = (Occupy(turns), Occupy(turns));
        using var leaving = new CancellationTokenSource();

        var third = turns.ReadAsync(File(), leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        first.SetResult();

        Assert.Null((await turns.ReadAsync(File(), Cancel)).Problem);
        second.SetResult();
    }

    /// <summary>Takes a turn until the result is set.</summary>
    private static TaskCompletionSource Occupy(PictureTurns turns)
    {
        var (begun, done) = (new ManualResetEventSlim(), new TaskCompletionSource());
        _ = Task.Factory.StartNew(
            () => turns.RunAsync(
                () =>
                {
                    begun.Set();
                    done.Task.Wait(Cancel);
                    return true;
                },
                Cancel),
            Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        begun.Wait(Cancel);
        return done;
    }

    private static FormFile File()
    {
        var bytes = Samples.Picture(100, 80);
        return new FormFile(new MemoryStream(bytes), 0, bytes.Length, "file", "image.jpg");
    }
}
