using Slipway.Cel.Values;

namespace Slipway.Cel;

/// <summary>A few variables by name.</summary>
/// <param name="variables">Names and values.</param>
public sealed class CelActivation(params KeyValuePair<string, CelValue>[] variables) : ICelActivation
{
    /// <summary>No variables.</summary>
    public static CelActivation Empty { get; } = new();

    /// <summary>One variable.</summary>
    public static CelActivation Of(string name, CelValue value) => new(KeyValuePair.Create(name, value));

    /// <inheritdoc/>
    public CelValue? Find(string name)
    {
        foreach (var (key, value) in variables)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
