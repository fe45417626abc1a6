using System.Buffers;
using System.IO.Pipelines;
using Slipway.ApiServer.Http.Answers;
using Slipway.ApiServer.Http.Bodies;

namespace Slipway.ApiServer.Tests.Http;

public sealed class ResponseWriterTests
{
    [Fact]
    public void Write_WhenTheServerGivesOutNoMemory_SaysThatTheClientHasGone()
    {
        var writer = new ResponseWriter(new AbortedWriter());

        Assert.Throws<ClientGoneException>(() => writer.Write("{}"u8));
        Assert.Throws<ClientGoneException>(() => writer.GetMemory());
    }

    [Fact]
    public async Task Flush_ThatNobodyReads_SaysThatTheClientHasGone()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();

        await Assert.ThrowsAsync<ClientGoneException>(
            () => new ResponseWriter(pipe.Writer).FlushAsync(TestContext.Current.CancellationToken).AsTask());
    }

    private sealed class AbortedWriter : PipeWriter
    {
        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => default;

        public override Span<byte> GetSpan(int sizeHint = 0) => default;

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;
    }
}
