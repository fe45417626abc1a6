using System.Text;

namespace Slipway.Testing.Fuzzing;

/// <summary>Properties of parsers: whatever the input, they take it or refuse it in the way they say.</summary>
internal static class Fuzz
{
    /// <summary>Texts that were right, changed at random.</summary>
    /// <param name="name">What is fuzzed.</param>
    /// <param name="seeds">The texts.</param>
    /// <param name="check">Throws where the property does not hold.</param>
    /// <param name="count">Inputs in <c>./test</c>.</param>
    public static Task TextAsync(string name, string[] seeds, Action<string> check, int count = 600)
    {
        var mutator = new Mutator([.. seeds.Select(Encoding.UTF8.GetBytes)]);
        return new FuzzRun<string>(name, mutator.NextText, Synchronous(check))
        {
            Count = count,
            Smaller = static text => Cuts(text.Length).Select(cut => text.Remove(cut.At, cut.Length)),
        }.RunAsync();
    }

    /// <summary>Bytes that were right, changed at random.</summary>
    /// <param name="name">What is fuzzed.</param>
    /// <param name="seeds">The bytes.</param>
    /// <param name="check">Throws where the property does not hold.</param>
    /// <param name="count">Inputs in <c>./test</c>.</param>
    public static Task BytesAsync(string name, byte[][] seeds, Action<byte[]> check, int count = 600)
    {
        var mutator = new Mutator(seeds);
        return new FuzzRun<byte[]>(name, mutator.Next, Synchronous(check))
        {
            Count = count,
            Print = static bytes => $"{bytes.Length} bytes, base64 {Convert.ToBase64String(bytes)} {Encoding.Latin1.GetString(bytes)}",
            Smaller = static bytes => Cuts(bytes.Length).Select(cut => (byte[])[.. bytes[..cut.At], .. bytes[(cut.At + cut.Length)..]]),
        }.RunAsync();
    }

    /// <summary>Parts that might be left out to make a text smaller, the largest first.</summary>
    public static IEnumerable<(int At, int Length)> Cuts(int length)
    {
        for (var size = length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= length; at += size)
            {
                yield return (at, size);
            }
        }
    }

    private static Func<T, Task> Synchronous<T>(Action<T> check) => input =>
    {
        check(input);
        return Task.CompletedTask;
    };
}
