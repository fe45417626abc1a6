using System.IO.Pipelines;
using Slipway.ApiServer.Hosting;

namespace Slipway.ApiServer.Tests.Hosting;

public sealed class DuplexStreamTests
{
    [Fact]
    public async Task Write_AfterTheStreamWasClosed_FailsAsASocketDoes()
    {
        var stream = new DuplexStream(new Pipe().Reader, new Pipe().Writer);
        await stream.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(async () => await stream.WriteAsync(new byte[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_AfterTheStreamWasClosed_FailsAsASocketDoes()
    {
        var stream = new DuplexStream(new Pipe().Reader, new Pipe().Writer);
        await stream.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(async () => _ = await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
    }
}
