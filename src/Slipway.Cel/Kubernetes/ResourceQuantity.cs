using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Slipway.Cel.Kubernetes;

/// <summary>An amount of a resource, such as <c>1.5Gi</c> or <c>200m</c>: an exact decimal number.</summary>
internal sealed class ResourceQuantity : IComparable<ResourceQuantity>, IEquatable<ResourceQuantity>
{
    private const int MostDigits = 18;
    private const int Nano = -9;
    private const int MaxLength = 1024;
    private const string WrongForm = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private static readonly SearchValues<char> SuffixCharacters = SearchValues.Create("eEinumkKMGTP+-0123456789");

    private static readonly (string Suffix, int Power, bool IsBinary)[] Suffixes =
    [
        ("", 0, false), ("n", -9, false), ("u", -6, false), ("m", -3, false), ("k", 3, false), ("M", 6, false), ("G", 9, false), ("T", 12, false),
        ("P", 15, false), ("E", 18, false), ("Ki", 10, true), ("Mi", 20, true), ("Gi", 30, true), ("Ti", 40, true), ("Pi", 50, true), ("Ei", 60, true),
    ];

    private readonly BigInteger _value;
    private readonly int _scale;

    // Whether the amount is held as a 64-bit number; what is not, is never taken for an integer.
    private readonly bool _isSmall;

    private ResourceQuantity(BigInteger value, int scale, bool isSmall) => (_value, _scale, _isSmall) = (value, scale, isSmall);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _value.Sign;

    /// <summary>The amount as an integer; null when it is none.</summary>
    public long? Integer
    {
        get
        {
            if (!_isSmall || _scale < 0)
            {
                return null;
            }

            var value = _value * BigInteger.Pow(10, _scale);
            return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
        }
    }

    /// <summary>The amount as nearly as a double can have it.</summary>
    public double Approximate =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{_value}E{_scale}"), CultureInfo.InvariantCulture);

    /// <summary>A whole amount.</summary>
    public static ResourceQuantity Of(long value) => new(value, 0, isSmall: true);

    /// <summary>Reads an amount; false with the words of kube-apiserver's parser when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ResourceQuantity? quantity, [NotNullWhen(false)] out string? error)
    {
        quantity = null;
        error = Parse(text, out quantity);
        return error is null;
    }

    public ResourceQuantity Add(ResourceQuantity other)
    {
        if (_value.IsZero)
        {
            return other;
        }

        if (other._value.IsZero)
        {
            return this;
        }

        var scale = Math.Min(_scale, other._scale);
        var sum = At(scale) + other.At(scale);
        return new ResourceQuantity(sum, scale, _isSmall && other._isSmall && Fits(sum));
    }

    public ResourceQuantity Subtract(ResourceQuantity other) => Add(new ResourceQuantity(-other._value, other._scale, other._isSmall));

    public int CompareTo(ResourceQuantity? other)
    {
        var scale = Math.Min(_scale, other!._scale);
        return Math.Sign(At(scale).CompareTo(other.At(scale)));
    }

    public bool Equals(ResourceQuantity? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as ResourceQuantity);

    public override int GetHashCode() => Approximate.GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_value}e{_scale}");

    private static bool Fits(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;

    private static string? Parse(string text, out ResourceQuantity? quantity)
    {
        quantity = null;
        if (text.Length is 0 or > MaxLength)
        {
            return text.Length == 0 ? "cannot parse empty string" : WrongForm;
        }

        var start = text[0] is '+' or '-' ? 1 : 0;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        var number = text[start..end];
        if (number.AsSpan().IndexOfAnyInRange('0', '9') < 0 || number.AsSpan().Count('.') > 1
            || text.AsSpan(end).ContainsAnyExcept(SuffixCharacters))
        {
            return WrongForm;
        }

        if (SuffixOf(text[end..]) is not { } suffix)
        {
            return "unable to parse quantity's suffix";
        }

        var dot = number.IndexOf('.', StringComparison.Ordinal);
        var whole = (dot < 0 ? number : number[..dot]).TrimStart('0');
        var fraction = dot < 0 ? "" : number[(dot + 1)..];
        var value = BigInteger.Parse("0" + whole + fraction, NumberStyles.None, CultureInfo.InvariantCulture);
        var scale = suffix.IsBinary ? -fraction.Length : suffix.Power - fraction.Length;
        var isSmall = suffix.IsBinary
            ? fraction.Length == 0 && 15 - whole.Length - (int)(suffix.Power * 3f / 10) - 1 >= 0
            : whole.Length + fraction.Length <= MostDigits && scale >= Nano;
        value = suffix.IsBinary ? value << suffix.Power : value;
        if (scale < Nano)
        {
            // What is finer than a billionth is rounded away from zero.
            value = BigInteger.DivRem(value, BigInteger.Pow(10, Nano - scale), out var rest) + (rest.IsZero ? 0 : 1);
            scale = Nano;
        }

        quantity = new ResourceQuantity(text[0] == '-' ? -value : value, scale, isSmall);
        return null;
    }

    private static (int Power, bool IsBinary)? SuffixOf(string suffix)
    {
        foreach (var known in Suffixes)
        {
            if (known.Suffix == suffix)
            {
                return (known.Power, known.IsBinary);
            }
        }

        return suffix is ['e' or 'E', _, ..] && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            && Math.Abs(power) < 1000 ? (power, false) : null;
    }

    private BigInteger At(int scale) => _value * BigInteger.Pow(10, _scale - scale);
}
