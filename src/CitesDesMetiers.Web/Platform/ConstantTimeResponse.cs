namespace CitesDesMetiers.Web.Platform;

/// <summary>Makes responses take the same time, so that their duration does not reveal whether an address is known (ASVS 5.0, 6.3.8).</summary>
internal static class ConstantTimeResponse
{
    /// <summary>The duration of every response. It must exceed that of the slowest path.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(300);

    public static async Task AfterAsync(Func<Task> work, CancellationToken cancellation)
    {
        var answer = Task.Delay(Time, cancellation);
        await work();
        await answer;
    }
}
