using System.Text;
using Slipway.Testing.Fuzzing;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>Changes requests that were right, in each of their parts.</summary>
internal static class RequestMutator
{
    private const int MaxChanges = 4;

    // What takes a part of another input takes it of another seed's body.
    private static readonly Mutator Changes = new([.. FuzzedRequest.Seeds.Where(seed => seed.Body.Length > 0).Select(seed => BytesOf(seed.Body))]);

    /// <summary>A seed, changed up to four times.</summary>
    public static FuzzedRequest Next(Random random)
    {
        var request = FuzzedRequest.Seeds[random.Next(FuzzedRequest.Seeds.Length)];
        for (var left = random.Next(MaxChanges + 1); left > 0; left--)
        {
            request = random.Next(5) switch
            {
                0 => request with { Target = Change(random, request.Target) },
                1 when request.Header.Length > 0 => request with { Value = Change(random, request.Value) },
                1 => request with { Type = Change(random, request.Type) },
                _ => request with { Body = Change(random, request.Body) },
            };
        }

        return request;
    }

    /// <summary>The request with less in one of its parts.</summary>
    public static IEnumerable<FuzzedRequest> Smaller(FuzzedRequest request) =>
    [
        .. Fuzz.Cuts(request.Body.Length).Select(cut => request with { Body = request.Body.Remove(cut.At, cut.Length) }),
        .. Fuzz.Cuts(request.Target.Length).Select(cut => request with { Target = request.Target.Remove(cut.At, cut.Length) }),
    ];

    /// <summary>A part's bytes: a character each, so that a body can hold any.</summary>
    public static byte[] BytesOf(string part) => Encoding.Latin1.GetBytes(part);

    private static string Change(Random random, string part) => Encoding.Latin1.GetString(Changes.Change(random, BytesOf(part)));
}
