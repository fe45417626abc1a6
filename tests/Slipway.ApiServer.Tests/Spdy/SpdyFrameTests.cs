using CsCheck;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Tests.Spdy;

public sealed class SpdyFrameTests
{
    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSame() =>
        Gen.Select(Gen.Bool, Gen.UInt[0, int.MaxValue], Gen.Byte, Gen.Int[0, SpdyFrame.MaxLength]).Sample((isControl, number, flags, length) =>
        {
            var frame = isControl
                ? SpdyFrame.Control((SpdyFrameType)((number % ushort.MaxValue) + 1), length, flags)
                : SpdyFrame.Data(number, length, flags);
            var head = new byte[SpdyFrame.HeadBytes];
            frame.Write(head);

            Assert.Equal(frame, SpdyFrame.Read(head));
        }, iter: 1000);

    [Theory]
    [InlineData("0000000301000002", SpdyFrameType.Data, 3, 1, 2)]
    [InlineData("800300010100000a", SpdyFrameType.SynStream, 0, 1, 10)]
    [InlineData("8003000600000004", SpdyFrameType.Ping, 0, 0, 4)]
    public void Read_OfBytesOfTheWire_TakesThemApart(string bytes, object type, uint stream, byte flags, int length) =>
        Assert.Equal(new SpdyFrame((SpdyFrameType)type, stream, flags, length), SpdyFrame.Read(Convert.FromHexString(bytes)));

    [Fact]
    public void Read_OfAnotherVersion_IsRefused() =>
        Assert.Contains(
            "version 2 of SPDY: 3 was expected",
            Assert.Throws<SpdyProtocolException>(() => SpdyFrame.Read(Convert.FromHexString("8002000100000000"))).Message,
            StringComparison.Ordinal);
}
