using System.Globalization;
using System.Text;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>The name by which a write's client owns fields.</summary>
internal static class ManagerName
{
    private const int MaxBytes = 128;

    /// <summary>Says what is wrong with a name that a client gives.</summary>
    public static void Check(string name, List<FieldError> errors)
    {
        if (Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            errors.Add(FieldError.TooLong("fieldManager", MaxBytes));
        }

        var position = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!IsPrintable(rune))
            {
                errors.Add(FieldError.Invalid(
                    "fieldManager", name,
                        string.Create(CultureInfo.InvariantCulture, $"invalid character U+{rune.Value:X4} (at position {position})")));
            }

            position += rune.Utf8SequenceLength;
        }
    }

    /// <summary>The name given, or else what stands before the first slash of the User-Agent.</summary>
    public static string Of(WriteRequest request)
    {
        if (request.FieldManager.Length > 0)
        {
            return request.FieldManager;
        }

        var slash = request.UserAgent.IndexOf('/', StringComparison.Ordinal);
        var agent = slash < 0 ? request.UserAgent : request.UserAgent[..slash];
        return agent.Length == 0 ? "unknown" : agent.Length <= MaxBytes && Ascii.IsValid(agent) && agent.All(c => !char.IsControl(c))
            ? agent : Shortened(agent);
    }

    private static string Shortened(string agent)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in agent.EnumerateRunes().Where(IsPrintable))
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            name.Append(rune.ToString());
        }

        return name.Length == 0 ? "unknown" : name.ToString();
    }

    // As Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols, and of spaces the plain one.
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
