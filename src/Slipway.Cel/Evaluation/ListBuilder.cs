using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>
/// The accumulator of <c>map</c> and <c>filter</c>. Nothing but the comprehension's own step can name it, so adding in place is not seen by
/// others.
/// </summary>
internal sealed class ListBuilder : CelList, IBuilder
{
    private readonly List<CelValue> _elements = [];

    public override int Count => _elements.Count;

    public override CelValue this[int index] => _elements[index];

    public void Add(CelValue value) => _elements.Add(value);

    public void Close()
    {
        if (_elements.Capacity > 2 * _elements.Count)
        {
            _elements.TrimExcess();
        }
    }
}
