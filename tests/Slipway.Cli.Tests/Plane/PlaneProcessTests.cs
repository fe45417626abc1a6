using Slipway.Cli.Plane;
using Slipway.Cli.Tests.Support;

namespace Slipway.Cli.Tests.Plane;

public sealed class PlaneProcessTests
{
    [Fact]
    public void Find_ThisProcess_IsFound()
    {
        using var temp = new TempDirectory();
        var directory = new DataDirectory(temp.Path);

        PlaneProcess.Announce(directory, "/kubeconfig");

        Assert.Equal(Environment.ProcessId, PlaneProcess.Find(directory)?.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a number\n2026-01-01T00:00:00Z\n/kubeconfig\n")]
    [InlineData("1\n2001-01-01T00:00:00Z\n/kubeconfig\n")]
    [InlineData("2147483646\n2026-01-01T00:00:00Z\n/kubeconfig\n")]
    public void Find_StaleOrBrokenFile_IsNobody(string text)
    {
        using var temp = new TempDirectory();
        temp.File("slipway.pid", text);

        Assert.Null(PlaneProcess.Find(new DataDirectory(temp.Path)));
    }
}
