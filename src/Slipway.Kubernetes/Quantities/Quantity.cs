using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Slipway.Kubernetes.Quantities;

/// <summary>
/// An amount of a resource as Kubernetes writes it: <c>500m</c>, <c>1.5Gi</c>, <c>2e3</c>. Exact down to billionths; finer parts round away
/// from zero. Equal amounts are equal whatever they were written with.
/// </summary>
public readonly partial struct Quantity : IComparable<Quantity>, IEquatable<Quantity>
{
    private const string Pattern = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
    private const int MaxLength = 64;
    private const int MaxExponent = 30;

    private static readonly BigInteger Billion = 1_000_000_000;

    // What is written again must be read again: the next exponent would be too large.
    private static readonly BigInteger MostBillionths = BigInteger.Pow(10, MaxExponent + 3 + 9);
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    private readonly BigInteger _billionths;

    private Quantity(BigInteger billionths, QuantityFormat format) => (_billionths, Format) = (billionths, format);

    /// <summary>The suffixes that the amount was written with, and is written with again.</summary>
    public QuantityFormat Format { get; }

    /// <summary>The amount in whole units, rounded away from zero.</summary>
    public BigInteger Value => DivideAway(_billionths, Billion);

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is none; the message is kube-apiserver's.</exception>
    public static Quantity Parse(string text)
    {
        var match = text.Length <= MaxLength ? NumberPattern().Match(text) : Match.Empty;
        if (!match.Success)
        {
            throw new FormatException($"quantities must match the regular expression '{Pattern}'");
        }

        if (!TrySuffix(match.Groups["suffix"].Value, out var numberBase, out var exponent, out var format))
        {
            throw new FormatException("unable to parse quantity's suffix");
        }

        var fraction = match.Groups["fraction"].Value;
        var digits = BigInteger.Parse(match.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        var scaled = digits * Billion * BigInteger.Pow(numberBase, Math.Max(exponent, 0));
        var amount = DivideAway(scaled, BigInteger.Pow(10, fraction.Length) * BigInteger.Pow(numberBase, Math.Max(-exponent, 0)));
        return amount < MostBillionths
            ? new Quantity(match.Groups["sign"].Value == "-" ? -amount : amount, format)
            : throw new FormatException("unable to parse quantity's suffix");
    }

    /// <summary>Reads a quantity; false when the text is none.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        try
        {
            quantity = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            quantity = default;
            return false;
        }
    }

    /// <summary>The canonical form: no fraction, and the largest suffix that allows it.</summary>
    public override string ToString()
    {
        if (_billionths.IsZero)
        {
            return "0";
        }

        var (value, rest) = (BigInteger.Divide(_billionths, Billion), BigInteger.Remainder(_billionths, Billion));
        return Format == QuantityFormat.BinarySI && rest.IsZero && BigInteger.Abs(value) >= 1024
            ? Shorten(value, 1024, BinarySuffixes)
            : Format == QuantityFormat.DecimalExponent ? WithExponent() : Shorten(_billionths, 1000, DecimalSuffixes);
    }

    /// <summary>The sum, written as the first amount that is not 0.</summary>
    public static Quantity operator +(Quantity left, Quantity right) =>
        new(left._billionths + right._billionths, left._billionths.IsZero ? right.Format : left.Format);

    /// <summary>The same as <c>+</c>.</summary>
    public static Quantity Add(Quantity left, Quantity right) => left + right;

    /// <summary>How many times another amount this one is; not a number when that is 0.</summary>
    public double Ratio(Quantity other) => (double)_billionths / (double)other._billionths;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => _billionths.CompareTo(other._billionths);

    /// <inheritdoc/>
    public bool Equals(Quantity other) => _billionths == other._billionths;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _billionths.GetHashCode();

    /// <summary>Whether the amounts are equal.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the left amount is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is greater.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is not greater.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is not less.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    private static bool TrySuffix(string suffix, out int numberBase, out int exponent, out QuantityFormat format)
    {
        numberBase = 10;
        exponent = 0;
        format = QuantityFormat.DecimalSI;
        if (Array.IndexOf(DecimalSuffixes, suffix) is >= 0 and var place)
        {
            exponent = (place - 3) * 3;
            return true;
        }

        if (Array.IndexOf(BinarySuffixes, suffix) is > 0 and var power)
        {
            (numberBase, exponent, format) = (2, power * 10, QuantityFormat.BinarySI);
            return true;
        }

        format = QuantityFormat.DecimalExponent;
        return suffix.Length > 1 && suffix[0] is 'e' or 'E'
            && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= -MaxExponent and <= MaxExponent;
    }

    private static string Shorten(BigInteger number, int step, string[] suffixes)
    {
        var place = 0;
        while (place < suffixes.Length - 1 && BigInteger.Remainder(number, step).IsZero)
        {
            number /= step;
            place++;
        }

        return number.ToString(CultureInfo.InvariantCulture) + suffixes[place];
    }

    private static BigInteger DivideAway(BigInteger number, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(number, divisor, out var rest);
        return rest.IsZero ? quotient : quotient + rest.Sign;
    }

    private string WithExponent()
    {
        var number = _billionths;
        var exponent = -9;
        while (BigInteger.Remainder(number, 1000).IsZero)
        {
            number /= 1000;
            exponent += 3;
        }

        return number.ToString(CultureInfo.InvariantCulture) + (exponent == 0 ? "" : $"e{exponent}");
    }

    [GeneratedRegex(
        @"^(?<sign>[+-]?)(?=\.?[0-9])(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?(?<suffix>[eEinumkKMGTP]*[-+]?[0-9]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberPattern();
}
