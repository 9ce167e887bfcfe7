using System.Text;
using CitesDesMetiers.Web.Platform.Identity.Factors;

namespace CitesDesMetiers.Tests.Platform.Identity;

public class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B: the last six of eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), Secret));

    [Theory]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(-30, true)]
    [InlineData(120, false)]
    [InlineData(-120, false)]
    public void A_clock_may_be_off_by_one_step(int seconds, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeAt(Totp.StepAt(now.AddSeconds(seconds)), Secret);

        Assert.Equal(taken, Totp.StepOf(code, Secret, now) is not null);
    }

    /// <summary>The secret is the one of RFC 6238, in the letters of RFC 4648.</summary>
    [Fact]
    public void Applications_read_issuer_account_and_secret_from_the_address() =>
        Assert.Equal(
            "otpauth://totp/L%E2%80%99InfoLettre:ada%40cite.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=L%E2%80%99InfoLettre",
            Totp.Address(Secret, "L’InfoLettre", "ada@cite.example"));
}
