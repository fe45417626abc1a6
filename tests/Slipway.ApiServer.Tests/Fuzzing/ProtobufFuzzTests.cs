using System.Text;
using CsCheck;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Tests.Protobuf;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Fuzzing;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>
/// Messages of every built-in kind, cut, with other wire types and lengths, as those of another kind, nested in themselves: each is read as
/// JSON that the server can read and write, or is a bad request.
/// </summary>
public sealed class ProtobufFuzzTests
{
    private static readonly GroupVersionKind[] Kinds = [.. ProtobufSamples.Kinds];

    private static readonly byte[][] Messages = [.. Kinds.SelectMany(kind => Enumerable.Range(0, 3).Select(i => Message(kind, (uint)i)))];

    private static readonly Mutator Mutator = new(Messages);

    [Fact]
    public Task Body_OfAnyBytes_IsAnObjectOrABadRequest() => new FuzzRun<byte[]>("protobuf", Make, Check)
    {
        Count = 4_000,
        Print = Convert.ToBase64String,
    }.RunAsync();

    private static byte[] Make(Random random)
    {
        var bytes = Mutator.Next(random);
        if (random.Next(8) == 0)
        {
            bytes = Nested(bytes, random.Next(1, 40), random.Next(1, 3_000));
        }

        bytes = Body(Kinds[random.Next(Kinds.Length)], bytes);
        return random.Next(4) == 0 ? Mutator.Change(random, bytes) : bytes;
    }

    private static Task Check(byte[] bytes)
    {
        try
        {
            var body = ProtobufBody.Read(bytes);
            if (body.Notes is null)
            {
                KubeJson.ToUtf8(JsonTreeReader.Read(body.Utf8.Span)!.AsObject());
            }
        }
        catch (KubeApiException e)
        {
            Assert.Equal(400, e.Status.Code);
        }

        return Task.CompletedTask;
    }

    private static byte[] Message(GroupVersionKind kind, uint seed)
    {
        using var output = new ProtobufOutput(64);
        var json = ProtobufSamples.Of(kind).Generate(new PCG(1, seed), null, out _);
        JsonToProtobuf.Write(KubeJson.ToUtf8(json), ProtobufCatalog.Shared.Find(kind.ApiVersion, kind.Kind)!, output);
        return output.Written.ToArray();
    }

    private static byte[] Body(GroupVersionKind kind, byte[] message)
    {
        using var output = new ProtobufOutput(64);
        output.Write("k8s\0"u8);
        var type = output.BeginRun(1);
        output.WriteRun(1, Encoding.UTF8.GetBytes(kind.ApiVersion));
        output.WriteRun(2, Encoding.UTF8.GetBytes(kind.Kind));
        output.EndRun(type);
        output.WriteRun(2, message);
        return output.Written.ToArray();
    }

    private static byte[] Nested(byte[] message, int field, int times)
    {
        for (; times > 0; times--)
        {
            using var output = new ProtobufOutput(message.Length + 8);
            output.WriteRun(field, message);
            message = output.Written.ToArray();
        }

        return message;
    }
}
