/** How a unit stands, in one set of words for the desk, its traces and the handheld. */

export const en = {
  issued: () => "Number issued",
  built: () => "Built",
  tested: () => "Tested",
  packed: () => "Packed",
  sterilised: () => "Sterilised",
  released: () => "Released",
  shipped: () => "Shipped",
  returned: () => "Returned",
  rework: () => "In rework",
  scrapped: () => "Scrapped",
  void: () => "Void",
};

export const zh: typeof en = {
  issued: () => "已发号",
  built: () => "已制成",
  tested: () => "已测试",
  packed: () => "已包装",
  sterilised: () => "已灭菌",
  released: () => "已放行",
  shipped: () => "已发货",
  returned: () => "已退回",
  rework: () => "返工中",
  scrapped: () => "已报废",
  void: () => "已作废",
};
