using System.Text;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Sending.Smtp;

namespace CitesDesMetiers.Tests.Sending.Returns;

/// <summary>Messages shaped as servers and people send them, and what each must be taken for.</summary>
public class SampleTests
{
    private const long DeliveryId = 0x2a;
    private static readonly Guid Reader = new("0d2f9c1e-5b7a-4c3d-8e6f-1a2b3c4d5e6f");
    private static readonly AddressKeys Keys = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    /// <summary>File, what it is, and of a failure its cause, how much it says about the address, and the code it rests on.</summary>
    public static TheoryData<string, string, string?, string?, string?> Samples => new()
    {
        { "postfix-unknown-user", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "postfix-host-not-found", "Failure", "UnknownAddress", "AfterSeveral", "5.4.4" },
        { "postfix-delayed", "Nothing", null, null, null },
        { "postfix-expired", "Failure", "Unreachable", "AfterSeveral", "4.4.1" },
        { "postfix-mailbox-full", "Failure", "MailboxFull", "AfterSeveral", "5.2.2" },
        { "postfix-too-large", "Failure", "Policy", "Never", "5.3.4" },
        { "postfix-relay-denied", "Failure", "Policy", "Never", "5.7.1" },
        { "postfix-unverified-recipient", "Failure", "UnknownAddress", "AfterSeveral", "4.1.1" },
        { "exim-unknown-user", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "exim-plain-unrouteable", "Failure", "UnknownAddress", "AfterRepeat", null },
        { "exim-retry-timeout", "Failure", "Unreachable", "AfterSeveral", "5.0.0" },
        { "exim-plain-warning", "Nothing", null, null, null },
        { "exchange-recipient-not-found", "Failure", "UnknownAddress", "AtOnce", "5.1.10" },
        { "exchange-onpremises-not-found", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "exchange-access-denied", "Failure", "UnknownAddress", "AfterRepeat", "5.4.1" },
        { "exchange-mailbox-full", "Failure", "MailboxFull", "AfterSeveral", "5.2.2" },
        { "exchange-expired", "Failure", "Unreachable", "AfterSeveral", "5.4.316" },
        { "exchange-wrapped-policy", "Failure", "Policy", "Never", "5.7.1" },
        { "exchange-restricted-group", "Failure", "Policy", "Never", "5.7.133" },
        { "outlook-mailbox-unavailable", "Failure", "UnknownAddress", "AfterRepeat", "5.5.0" },
        { "outlook-blocked", "Failure", "Policy", "Never", "5.7.1" },
        { "outlook-dmarc", "Failure", "Policy", "Never", "5.7.515" },
        { "gmail-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "gmail-disabled", "Failure", "Inactive", "AfterRepeat", "5.2.1" },
        { "gmail-full", "Failure", "MailboxFull", "AfterSeveral", "5.2.2" },
        { "gmail-rate", "Failure", "Policy", "Never", "4.2.1" },
        { "gmail-unauthenticated", "Failure", "Policy", "Never", "5.7.26" },
        { "gmail-delay", "Nothing", null, null, null },
        { "orange-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "orange-full", "Failure", "MailboxFull", "AfterSeveral", "5.2.2" },
        { "orange-archived", "Failure", "Inactive", "AfterRepeat", "5.5.0" },
        { "orange-spam", "Failure", "Policy", "Never", "5.2.0" },
        { "orange-too-many", "Failure", "Policy", "Never", "4.0.0" },
        { "laposte-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "laposte-inactive", "Failure", "Inactive", "AfterRepeat", "5.2.1" },
        { "laposte-refused", "Failure", "Policy", "Never", "5.5.0" },
        { "free-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "free-spam", "Failure", "Policy", "Never", "5.0.0" },
        { "free-full", "Failure", "MailboxFull", "AfterSeveral", "4.2.2" },
        { "sfr-unknown", "Failure", "UnknownAddress", "AtOnce", "5.0.0" },
        { "sfr-refused", "Failure", "Policy", "Never", "5.7.1" },
        { "sfr-deferred", "Failure", "Policy", "Never", "4.0.0" },
        { "ovh-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "ovh-quota", "Failure", "MailboxFull", "AfterSeveral", "5.2.2" },
        { "ovh-spam", "Failure", "Policy", "Never", "5.7.1" },
        { "gandi-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "gandi-full", "Failure", "MailboxFull", "AfterSeveral", "4.2.2" },
        { "yahoo-unknown", "Failure", "UnknownAddress", "AtOnce", "5.0.0" },
        { "yahoo-disabled", "Failure", "Inactive", "AfterRepeat", "5.0.0" },
        { "yahoo-deferred", "Failure", "Policy", "Never", "4.7.0" },
        { "yahoo-policy", "Failure", "Policy", "Never", "5.0.0" },
        { "qmail-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "qmail-no-host", "Failure", "UnknownAddress", "AtOnce", "5.1.2" },
        { "qmail-not-allowed", "Failure", "Policy", "Never", "5.7.1" },
        { "qmail-without-code", "Failure", "UnknownAddress", "AtOnce", null },
        { "sendmail-user-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "sendmail-host-unknown", "Failure", "UnknownAddress", "AtOnce", "5.1.2" },
        { "sendmail-warning", "Nothing", null, null, null },
        { "dsn-delivered", "Nothing", null, null, null },
        { "dsn-forged", "NotUnderstood", null, null, null },
        { "dsn-mark-in-the-mail-only", "Failure", "UnknownAddress", "AtOnce", "5.1.1" },
        { "dsn-capitals-and-comment", "Failure", "UnknownAddress", "AtOnce", "5.1.6" },
        { "dsn-two-recipients", "Failure", "UnknownAddress", "AtOnce", "5.1.3" },
        { "dsn-only-words-french", "Failure", "UnknownAddress", "AtOnce", null },
        { "absence-outlook", "Nothing", null, null, null },
        { "absence-gmail", "Nothing", null, null, null },
        { "absence-sieve", "Nothing", null, null, null },
        { "absence-without-marks", "Nothing", null, null, null },
        { "acknowledgement", "Nothing", null, null, null },
        { "challenge-mailinblack", "Nothing", null, null, null },
        { "challenge-boxbe", "Nothing", null, null, null },
        { "read-receipt", "Nothing", null, null, null },
        { "person-answers", "NotUnderstood", null, null, null },
        { "spam", "NotUnderstood", null, null, null },
        { "arf-abuse-envelope", "Complaint", null, null, null },
        { "arf-abuse-link-only", "Complaint", null, null, null },
        { "arf-abuse-headers", "Complaint", null, null, null },
        { "arf-abuse-capitals", "Complaint", null, null, null },
        { "outlook-jmrp", "Complaint", null, null, null },
        { "arf-not-spam", "Nothing", null, null, null },
        { "arf-fraud", "NotUnderstood", null, null, null },
        { "arf-opt-out", "Unsubscription", null, null, null },
        { "arf-without-mark", "NotUnderstood", null, null, null },
        { "leave", "Unsubscription", null, null, null },
        { "leave-encoded", "Unsubscription", null, null, null },
        { "leave-forged", "NotUnderstood", null, null, null },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Each_is_taken_for_what_it_is(string name, string meaning, string? cause, string? blame, string? status)
    {
        var read = ReturnReading.Of(
            await ReturnedMessage.ReadAsync(SampleMail.Bytes(name, Keys, DeliveryId, Reader), TestContext.Current.CancellationToken), Keys);

        Assert.Equal(
            (meaning, cause, blame, status),
            (read.Meaning.ToString(), read.Verdict?.Cause.ToString(), read.Verdict?.Blame.ToString(), read.Verdict?.Status));
        Assert.Equal(meaning is "Failure" ? DeliveryId : read.DeliveryId, read.DeliveryId);
        Assert.True(meaning is not ("Complaint" or "Unsubscription") || read.DeliveryId == DeliveryId || read.SubscriberId == Reader);
    }

    [Fact]
    public void No_sample_is_forgotten()
    {
        Assert.Equal(
            Directory.GetFiles(SampleMail.Folder, "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal),
            Samples.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Under_keys_of_another_site_none_is_about_anybody(string name, string meaning, string? cause, string? blame, string? status)
    {
        var read = ReturnReading.Of(
            await ReturnedMessage.ReadAsync(
                SampleMail.Bytes(name, Keys, DeliveryId, Reader), TestContext.Current.CancellationToken), new AddressKeys(new byte[32]));

        Assert.Equal((null, null), (read.DeliveryId, read.SubscriberId));
        Assert.True(read.Meaning is ReturnMeaning.Nothing or ReturnMeaning.NotUnderstood, $"{meaning} {cause} {blame} {status}");
    }

    [Theory]
    [InlineData("550 5.1.1 <x@y.example>: User unknown", "UnknownAddress", "AtOnce")]
    [InlineData("550 No such user here", "UnknownAddress", "AtOnce")]
    [InlineData("550 5.7.1 Spam", "Policy", "Never")]
    [InlineData("451 4.7.1 Greylisted, try again", "Policy", "Never")]
    [InlineData("450 4.2.2 Over quota", "MailboxFull", "AfterSeveral")]
    [InlineData("554 Transaction failed", "Other", "AfterSeveral")]
    [InlineData("550 5.1.1 <spam@y.example>: User unknown", "UnknownAddress", "AtOnce")]
    [InlineData("Connection lost at stage Recipient: TimedOut.", "Unreachable", "AfterSeveral")]
    [InlineData("", "Unreachable", "AfterSeveral")]
    public void The_same_table_reads_the_replies_of_a_relay(string reply, string cause, string blame)
    {
        var verdict = BounceRules.OfReply(reply);

        Assert.Equal((cause, blame), (verdict.Cause.ToString(), verdict.Blame.ToString()));
    }
}

/// <summary>The files, with genuine marks in place of theirs.</summary>
internal static class SampleMail
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Sending", "Returns", "Samples");

    public static byte[] Bytes(
        string name, AddressKeys keys, long delivery, Guid reader, string messageId = "0f3c9a5be1d24c3a8d7f2b6e4a1c0d55@lettre.example") =>
        Bytes(name, keys.ReturnAddress("retours@lettre.example", delivery), keys.UnsubscribeToken(reader), messageId);

    /// <param name="envelopeFrom">Of the mail it is about, as it left.</param>
    public static byte[] Bytes(string name, string envelopeFrom, string unsubscribe = "", string messageId = "") =>
        Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Folder, name + ".eml"))
            .Replace("{{token}}", envelopeFrom.Split('+', '@')[1], StringComparison.Ordinal)
            .Replace("{{unsubscribe}}", unsubscribe, StringComparison.Ordinal)
            .Replace("{{message-id}}", messageId, StringComparison.Ordinal)
            .ReplaceLineEndings("\r\n"));
}
