namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>What stands between a percent sign and its verb.</summary>
internal sealed record Directive
{
    /// <summary>A sign also before positive numbers; strings quoted in ASCII.</summary>
    public bool Plus { get; init; }

    /// <summary>Filled up on the right.</summary>
    public bool Minus { get; init; }

    /// <summary>The other form of a verb.</summary>
    public bool Sharp { get; init; }

    /// <summary>A blank where a sign would stand.</summary>
    public bool Space { get; init; }

    /// <summary>Filled up with zeros.</summary>
    public bool Zero { get; init; }

    /// <summary>At least so many characters.</summary>
    public int? Width { get; init; }

    /// <summary>Digits after the point, characters of a text.</summary>
    public int? Precision { get; init; }

    /// <summary>Fills a text up to the width.</summary>
    public string Pad(string text)
    {
        var missing = (Width ?? 0) - GoText.RuneCount(text);
        return missing <= 0 ? text
            : Minus ? text + new string(' ', missing)
            : new string(Zero ? '0' : ' ', missing) + text;
    }
}
