using System.Text.RegularExpressions;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Formats of numbers that end in a check digit.</summary>
internal static partial class CheckedNumbers
{
    private const RegexOptions Strict = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static bool IsIsbn10(string text)
    {
        var number = Bare(text);
        if (!Isbn10Pattern().IsMatch(number))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            sum += (i + 1) * (number[i] == 'X' ? 10 : number[i] - '0');
        }

        return sum % 11 == 0;
    }

    public static bool IsIsbn13(string text)
    {
        var number = Bare(text);
        if (number.Length != 13 || number.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 13; i++)
        {
            sum += (i % 2 == 0 ? 1 : 3) * (number[i] - '0');
        }

        return sum % 10 == 0;
    }

    public static bool IsCreditCard(string text)
    {
        var number = Bare(text);
        if (!CardPattern().IsMatch(number))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            var doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    private static string Bare(string text) => string.Concat(text.Where(c => c != '-' && !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"^[0-9]{9}[0-9X]\z", Strict)]
    private static partial Regex Isbn10Pattern();

    [GeneratedRegex(@"^(4[0-9]{12}([0-9]{3})?|5[1-5][0-9]{14}|6(011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(0[0-5]|[68][0-9])[0-9]{11}|(2131|1800|35[0-9]{3})[0-9]{11})\z", Strict)]
    private static partial Regex CardPattern();
}
