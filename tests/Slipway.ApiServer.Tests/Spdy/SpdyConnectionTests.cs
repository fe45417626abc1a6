using System.Buffers.Binary;
using CsCheck;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Tests.Spdy;

public sealed class SpdyConnectionTests
{
    private static readonly Dictionary<string, string> Wanted = new() { ["streamtype"] = "data" };
    private static readonly Dictionary<string, string> Unwanted = new() { ["streamtype"] = "nonsense" };

    private static CancellationToken Deadline => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_ThatIsWanted_CarriesBytesBothWaysAndEnds()
    {
        using var wire = new SpdyWire();
        var stream = await wire.OpenAsync(1, Wanted);
        await wire.SendAsync(SpdyFrame.Data(1, 3), "abc"u8.ToArray());
        await wire.SendAsync(SpdyFrame.Data(1, 2, SpdyFrame.Fin), "de"u8.ToArray());

        using var reader = new StreamReader(stream);
        Assert.Equal("abcde", await reader.ReadToEndAsync(Deadline));
        await stream.WriteAsync("fg"u8.ToArray(), Deadline);
        await stream.CompleteWritesAsync(Deadline);

        Assert.Equal((SpdyFrame.Data(1, 2), "fg"), await wire.ReadTextAsync());
        Assert.Equal((SpdyFrame.Data(1, 0, SpdyFrame.Fin), ""), await wire.ReadTextAsync());
        Assert.True(stream.IsClosed);
    }

    [Fact]
    public async Task Stream_ThatIsUnwantedOrOneTooMany_IsRefused()
    {
        using var wire = new SpdyWire(new SpdyLimits { MaxStreams = 1 });
        await wire.SendOpenAsync(1, Unwanted);
        Assert.Equal((1u, SpdyResetCode.RefusedStream), await wire.ReadResetAsync());
        await wire.OpenAsync(3, Wanted);
        await wire.SendOpenAsync(5, Wanted);
        Assert.Equal((5u, SpdyResetCode.RefusedStream), await wire.ReadResetAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stream_OfAWrongNumber_IsReset(uint id)
    {
        using var wire = new SpdyWire();
        await wire.OpenAsync(3, Wanted);
        await wire.SendOpenAsync(id, Wanted);

        Assert.Equal((id, SpdyResetCode.ProtocolError), await wire.ReadResetAsync());
    }

    [Fact]
    public async Task Stream_ThatTheClientResets_FailsItsReader()
    {
        using var wire = new SpdyWire();
        var stream = await wire.OpenAsync(1, Wanted);
        await wire.SendAsync(SpdyFrame.Control(SpdyFrameType.RstStream, 8), [0, 0, 0, 1, 0, 0, 0, 5]);

        await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(new byte[1], Deadline).AsTask());
        await Assert.ThrowsAsync<IOException>(() => stream.WriteAsync(new byte[1], Deadline).AsTask());
    }

    [Fact]
    public async Task Stream_ThatNobodyReads_StopsTheConnectionUntilItIsGivenUp()
    {
        using var wire = new SpdyWire(new SpdyLimits { MaxUnreadBytes = 1024 });
        var stream = await wire.OpenAsync(1, Wanted);
        await wire.SendAsync(SpdyFrame.Data(1, 4096), new byte[4096]);
        await wire.SendPingAsync(7);
        var answer = wire.ReadAsync().AsTask();
        Assert.False(answer.IsCompleted);

        stream.StopReading();

        Assert.Equal(SpdyFrameType.Ping, (await answer).Frame.Type);
    }

    [Fact]
    public async Task Ping_OfTheClient_ComesBack()
    {
        using var wire = new SpdyWire();
        await wire.SendPingAsync(9);

        var (frame, payload) = await wire.ReadAsync();
        Assert.Equal((SpdyFrameType.Ping, 9u), (frame.Type, BinaryPrimitives.ReadUInt32BigEndian(payload)));
    }

    [Fact]
    public async Task Frames_OfNoUse_AreIgnored()
    {
        using var wire = new SpdyWire();
        await wire.SendAsync(SpdyFrame.Control(SpdyFrameType.Settings, 4), new byte[4]);
        await wire.SendAsync(SpdyFrame.Control(SpdyFrameType.WindowUpdate, 8), new byte[8]);
        await wire.SendAsync(SpdyFrame.Control((SpdyFrameType)77, 5), new byte[5]);
        await wire.SendAsync(SpdyFrame.Data(99, 10), new byte[10]);
        await wire.SendPingAsync(1);

        Assert.Equal(SpdyFrameType.Ping, (await wire.ReadAsync()).Frame.Type);
    }

    [Fact]
    public async Task GoAway_OfTheClient_EndsAllStreams()
    {
        using var wire = new SpdyWire();
        var stream = await wire.OpenAsync(1, Wanted);
        await wire.SendAsync(SpdyFrame.Control(SpdyFrameType.GoAway, 8), new byte[8]);

        await wire.Serving.WaitAsync(Deadline);
        await Assert.ThrowsAsync<IOException>(() => stream.ReadAsync(new byte[1], Deadline).AsTask());
    }

    [Fact]
    public async Task Frame_ThatIsTooLarge_EndsTheConnectionWithAGoAway()
    {
        using var wire = new SpdyWire();
        await wire.SendAsync(SpdyFrame.Control(SpdyFrameType.SynStream, 1_000_000), []);

        Assert.Equal(SpdyFrameType.GoAway, (await wire.ReadAsync()).Frame.Type);
        var error = await Assert.ThrowsAsync<SpdyProtocolException>(() => wire.Serving);
        Assert.Contains("1000000 bytes: at most 16384 were expected", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Connection_ThatGetsMutatedBytes_EndsAndThrowsNothingElse() =>
        Gen.Select(Gen.Int[0, 120], Gen.Byte, Gen.Int[0, 120], Gen.Byte).SampleAsync(async (at, value, at2, value2) =>
        {
            using var wire = new SpdyWire();
            var script = wire.Script(Wanted);
            script[at % script.Length] = value;
            script[at2 % script.Length] = value2;
            await wire.SendRawAsync(script);
            await wire.HangUpAsync();
            try
            {
                await wire.Serving.WaitAsync(TimeSpan.FromSeconds(20), Deadline);
            }
            catch (IOException)
            {
                // The only way to fail.
            }
        }, iter: 300, threads: 1);
}
