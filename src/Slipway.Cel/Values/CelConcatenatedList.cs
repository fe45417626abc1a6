namespace Slipway.Cel.Values;

/// <summary>Two lists one after the other. Nothing is copied: nesting is no deeper than the expression.</summary>
internal sealed class CelConcatenatedList : CelList
{
    private readonly CelList _first;
    private readonly CelList _second;

    private CelConcatenatedList(CelList first, CelList second)
    {
        _first = first;
        _second = second;
        Count = first.Count + second.Count;
    }

    public override int Count { get; }

    public override CelValue this[int index]
    {
        get
        {
            CelList list = this;
            while (list is CelConcatenatedList pair)
            {
                if (index < pair._first.Count)
                {
                    list = pair._first;
                }
                else
                {
                    index -= pair._first.Count;
                    list = pair._second;
                }
            }

            return list[index];
        }
    }

    public static CelValue Of(CelList first, CelList second) =>
        second.Count == 0 ? first
        : first.Count == 0 ? second
        : (long)first.Count + second.Count > CelLimits.MaxElements ? CelLimits.ListTooLong
        : new CelConcatenatedList(first, second);
}
