using System.Text;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubernetes.Tests.Formats;

public sealed class KubeTimeTests
{
    [Fact]
    public void Format_MomentOfAnyOffset_IsUtcInWholeSeconds()
    {
        var time = new DateTimeOffset(2026, 2, 1, 1, 59, 59, 999, TimeSpan.FromHours(2));
        Span<byte> utf8 = stackalloc byte[KubeTime.Length];

        KubeTime.Format(time.UtcDateTime, utf8);

        Assert.Equal("2026-01-31T23:59:59Z", KubeTime.Format(time));
        Assert.Equal("2026-01-31T23:59:59Z", Encoding.UTF8.GetString(utf8));
    }
}
