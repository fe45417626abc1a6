using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>gRPC's unary calls, each straight to what answers it.</summary>
/// <param name="connect">Gives the endpoint that a call goes to.</param>
internal sealed class SimulatedCalls(Func<CancellationToken, Task<SimulatedEndpoint>> connect) : CallInvoker
{
    // A byte that says whether the message is compressed, and four with its length.
    private const int Prefix = 5;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(
            CallAsync(method, options, request), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw Unsupported();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw Unsupported();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw Unsupported();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw Unsupported();

    private async Task<TResponse> CallAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        var endpoint = await connect(options.CancellationToken);
        var (answer, trailers) = (new MemoryStream(), new Trailers());
        var context = new DefaultHttpContext { RequestAborted = options.CancellationToken };
        (context.Request.Method, context.Request.Path, context.Request.Protocol) = (HttpMethods.Post, method.FullName, HttpProtocol.Http2);
        (context.Request.ContentType, context.Request.Body, context.Response.Body) = ("application/grpc", Frame((IMessage)request), answer);
        context.Features.Set<IHttpResponseTrailersFeature>(trailers);
        await endpoint.AnswerAsync(context);
        await context.Response.CompleteAsync();

        var code = Text(context, trailers, "grpc-status");
        return code == "0"
            ? method.ResponseMarshaller.ContextualDeserializer(new Payload(answer.ToArray().AsMemory(Prefix)))
            : throw new RpcException(
                new Status((StatusCode)int.Parse(code, CultureInfo.InvariantCulture), Text(context, trailers, "grpc-message")));
    }

    private static MemoryStream Frame(IMessage message)
    {
        var frame = new byte[Prefix + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - Prefix);
        message.WriteTo(frame.AsSpan(Prefix));
        return new MemoryStream(frame);
    }

    // A call that fails at once says so in its headers.
    private static string Text(HttpContext context, Trailers trailers, string name) =>
        Uri.UnescapeDataString((trailers.Of.TryGetValue(name, out var text) ? text : context.Response.Headers[name]).ToString());

    private static NotSupportedException Unsupported() => new("etcd's client makes unary calls only");

    private sealed class Trailers : IHttpResponseTrailersFeature
    {
        public IHeaderDictionary Of { get; } = new HeaderDictionary();

        IHeaderDictionary IHttpResponseTrailersFeature.Trailers
        {
            get => Of;
            set => throw new NotSupportedException();
        }
    }

    private sealed class Payload(ReadOnlyMemory<byte> bytes) : DeserializationContext
    {
        public override int PayloadLength => bytes.Length;

        public override byte[] PayloadAsNewBuffer() => bytes.ToArray();

        public override System.Buffers.ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(bytes);
    }
}
