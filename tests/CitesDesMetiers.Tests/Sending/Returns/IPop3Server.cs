namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>A POP3 server on the loopback interface with one mailbox, whose password is <see cref="MailStore.Password"/>.</summary>
public interface IPop3Server : IAsyncDisposable
{
    int Port { get; }

    int Count { get; }

    /// <summary>What lies in the mailbox, while nobody changes it.</summary>
    IReadOnlyList<byte[]> Messages { get; }

    Task AddAsync(IEnumerable<byte[]> messages);
}
