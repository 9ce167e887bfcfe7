namespace CitesDesMetiers.Web.Content.Pictures;

/// <summary>
/// Limits memory: at most two pictures are decoded at once, and a large picture that must be decoded whole is decoded alone. The size of
/// a file does not tell, because pictures compress to a thousandth. Other requests wait in order, with their files on disk.
/// </summary>
public sealed class PictureTurns : IDisposable
{
    private const int AtOnce = 2;

    /// <summary>Bytes that a decoder may hold while another one works.</summary>
    private const long Shared = 60_000_000;

    private readonly SemaphoreSlim head = new(1);
    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <summary>A request that waits longer is refused, with a message to try again later.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The picture in the form that is stored, or the problem.</summary>
    public async Task<ReadPicture> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > PictureReader.MaxFileSize)
        {
            return ReadPicture.Refuse(PictureReader.TooHeavy);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        var taken = 0;
        byte[] bytes;
        try
        {
            await head.WaitAsync(timeout.Token);
            try
            {
                await turns.WaitAsync(timeout.Token);
                taken++;
                await using var stream = file.OpenReadStream();
                bytes = new byte[file.Length];
                await stream.ReadExactlyAsync(bytes, timeout.Token);
                if (PictureReader.CostOf(bytes) > Shared)
                {
                    await turns.WaitAsync(timeout.Token);
                    taken++;
                }
            }
            finally
            {
                head.Release();
            }

            return PictureReader.Read(bytes);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ReadPicture.Refuse(
                "beaucoup d’images arrivent en ce moment, et celle-ci a trop attendu son tour. Choisissez-la de nouveau dans une minute.");
        }
        finally
        {
            if (taken > 0)
            {
                turns.Release(taken);
            }
        }
    }

    /// <summary>Runs work on a stored picture.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await head.WaitAsync(cancellation);
        try
        {
            await turns.WaitAsync(cancellation);
        }
        finally
        {
            head.Release();
        }

        try
        {
            return work();
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        head.Dispose();
        turns.Dispose();
    }
}
