namespace Slipway.Kubeadm.GoTemplates.Functions;

/// <summary>len, index and slice.</summary>
internal static class Indexing
{
    /// <summary>Bytes of a text, entries of a map, items of a list.</summary>
    public static long Length(object? value) => value switch
    {
        string text => text.Length,
        IReadOnlyDictionary<string, object> map => map.Count,
        IReadOnlyList<object> list => list.Count,
        _ => throw BuiltinFunctions.Wrong("a text, a map or a list", value),
    };

    /// <summary>Goes into the first argument by the others, one after the other.</summary>
    public static object? Index(ReadOnlySpan<object?> arguments)
    {
        var value = arguments[0] ?? throw BuiltinFunctions.Wrong("a text, a map or a list", null);
        for (var i = 1; i < arguments.Length; i++)
        {
            var next = value switch
            {
                string text => text[Place(arguments[i], text.Length - 1)] is var c ? (byte)c : null,
                IReadOnlyDictionary<string, object> map => arguments[i] switch
                {
                    null => map.GetValueOrDefault(""),
                    string key => map.GetValueOrDefault(key),
                    var key => throw BuiltinFunctions.Wrong("a text as the key of a map", key),
                },
                IReadOnlyList<object> list => list[Place(arguments[i], list.Count - 1)],
                _ => throw BuiltinFunctions.Wrong("a text, a map or a list", value),
            };
            if (next is null)
            {
                return i == arguments.Length - 1 ? null : throw BuiltinFunctions.Wrong("a text, a map or a list", null);
            }

            value = next;
        }

        return value;
    }

    /// <summary>A part of a text or list, from and up to the indices given.</summary>
    public static object Slice(ReadOnlySpan<object?> arguments)
    {
        var whole = arguments[0];
        if (whole is string && arguments.Length == 4)
        {
            throw new ArgumentException("takes three indices of a list only, not of a text");
        }

        var length = whole is string or IReadOnlyList<object>
            ? (int)Length(whole)
            : throw BuiltinFunctions.Wrong("a text or a list", whole);
        Span<int> places = [0, length, length];
        for (var i = 1; i < arguments.Length; i++)
        {
            places[i - 1] = Place(arguments[i], length);
        }

        if (places[0] > places[1] || places[1] > places[2])
        {
            throw new ArgumentException("takes indices that do not fall");
        }

        return whole is string text
            ? text[places[0]..places[1]]
            : ((IReadOnlyList<object>)whole).Skip(places[0]).Take(places[1] - places[0]).ToList();
    }

    private static int Place(object? index, int most)
    {
        var place = index switch
        {
            long number => number,
            byte number => number,
            _ => throw BuiltinFunctions.Wrong("whole numbers as indices", index),
        };
        return place >= 0 && place <= most ? (int)place : throw new ArgumentException("takes indices within the text or list");
    }
}
